import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmptyState, Page } from '@prosa/dashboard/ui';

@Component({
  selector: 'prosa-not-found',
  imports: [EmptyState, MatButton, Page, RouterLink, TranslocoDirective],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ui-page *transloco="let t" [heading]="t('notFound.title')">
      <ui-empty-state icon="question" [title]="t('notFound.lead')" [text]="t('notFound.text')">
        <a matButton="filled" routerLink="/">{{ t('notFound.home') }}</a>
      </ui-empty-state>
    </ui-page>
  `,
})
export class NotFound {}
