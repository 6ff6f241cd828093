/** Whoever has a preview link may read that one draft: the pass in it is the permission. */
export default {
  routes: [{ method: 'GET', path: '/preview/:pass', handler: 'preview.findOne', config: { auth: false } }],
};
