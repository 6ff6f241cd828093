import { defineMaterialAction } from './element';

export { MaterialActionElement, type MaterialActionChange } from './element';

defineMaterialAction();
