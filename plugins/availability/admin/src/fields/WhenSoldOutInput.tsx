import { isWhenSoldOut, WHEN_SOLD_OUT } from '../../../domain/availability';
import { useSay } from '../messages';
import { Choices, type FieldProps } from './field';

/** Answers "Will it be reprinted?": what a counted edition turns into when its last copy goes. */
const WhenSoldOutInput = (props: FieldProps) => {
  const say = useSay();
  const explained = isWhenSoldOut(props.value) ? say(`when-sold-out.${props.value}.explained`) : props.hint;
  return (
    <Choices
      {...props}
      hint={explained}
      choices={WHEN_SOLD_OUT.map((answer) => ({ value: answer, label: say(`when-sold-out.${answer}`) }))}
    />
  );
};

export default WhenSoldOutInput;
