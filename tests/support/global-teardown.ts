import { dropFirstStarts } from './first-start';

/** Removes what the tests' instances started on copies of. */
export default dropFirstStarts;
