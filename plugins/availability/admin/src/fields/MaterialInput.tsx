import type { FieldProps } from './field';
import { useMaterialOfAddress } from './for-material';
import { MaterialChoice } from './MaterialChoice';

/** A material in a form; where a new record is begun for one, that one. */
const MaterialInput = (props: FieldProps) => {
  useMaterialOfAddress(props);
  return <MaterialChoice {...props} />;
};

export default MaterialInput;
