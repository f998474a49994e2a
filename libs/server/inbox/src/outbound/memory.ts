/** Keeps what lies in memory at once below a limit; one thing larger than that has its turn alone. */
export class Memory {
  private taken = 0;

  constructor(private readonly most: number) {}

  /** A place for one thing. Taking again changes its size: what is tried anew after a rolled back transaction does not count twice. */
  room(): { take(bytes: number): boolean; free(): void } {
    let mine = 0;
    const free = () => {
      this.taken -= mine;
      mine = 0;
    };
    return {
      free,
      take: (bytes) => {
        free();
        if (this.taken > 0 && this.taken + bytes > this.most) return false;
        this.taken += bytes;
        mine = bytes;
        return true;
      },
    };
  }
}
