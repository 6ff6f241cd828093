export default {
  register: (): void => {},
};
