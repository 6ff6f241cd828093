import { defineMaterialAction, MaterialActionElement } from './element';

// This file is what the portal serves, under /api/availability/: the portal's address is three steps up.
MaterialActionElement.origin = new URL('../..', import.meta.url).href;
defineMaterialAction();
