import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

/** Told by the links when the server no longer knows this session; heard by the session store. */
@Injectable({ providedIn: 'root' })
export class SessionEnd {
  private readonly ends = new Subject<void>();
  readonly announced = this.ends.asObservable();
  announce(): void {
    this.ends.next();
  }
}
