import { Directive } from '@angular/core';

/** Marks the native input, select or textarea inside a `ui-field`. */
@Directive({ selector: '[uiControl]', host: { class: 'ui-control' } })
export class FieldControl {}
