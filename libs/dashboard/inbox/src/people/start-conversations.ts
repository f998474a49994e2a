import { inject, Injectable } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { SessionStore } from '@prosa/dashboard/data-access';
import { StartConversation, type WhomToWrite } from './start-conversation';

/** Writes to somebody from wherever they are shown, and opens what that makes. */
@Injectable({ providedIn: 'root' })
export class StartConversations {
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly session = inject(SessionStore);

  may(): boolean {
    return this.session.can('inbox:reply');
  }

  open(whom: WhomToWrite = {}): void {
    if (!this.may()) return;
    this.dialog
      .open<StartConversation, WhomToWrite, string>(StartConversation, {
        data: whom,
        width: '480px',
        maxWidth: '94vw',
      })
      .afterClosed()
      .subscribe((id) => id && void this.router.navigate(['/inbox', id], { queryParamsHandling: 'preserve' }));
  }
}
