import type { CanMatchFn } from '@angular/router';
import { typeOfId } from '@prosa/dashboard/data-access';

/** An address whose second part is no id of this type is a page that does not exist: the server need not be asked. */
export const idOf =
  (type: string): CanMatchFn =>
  (_route, segments) =>
    typeOfId(segments[1]?.path) === type;
