import { AVAILABILITIES, isAvailability } from '../../../domain/availability';
import { useSay } from '../messages';
import { Choices, type FieldProps } from './field';

/** Chooses the state of an edition, and says what the chosen one means for readers. */
const StateInput = (props: FieldProps) => {
  const say = useSay();
  const explained = isAvailability(props.value) ? say(`state.${props.value}.explained`) : props.hint;
  return (
    <Choices
      {...props}
      hint={explained}
      placeholder={say('field.choose')}
      choices={AVAILABILITIES.map((state) => ({ value: state, label: say(`state.${state}`) }))}
    />
  );
};

export default StateInput;
