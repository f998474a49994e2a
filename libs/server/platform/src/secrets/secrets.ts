/** Seals credentials at rest with AES-256-GCM. `context` is bound as additional data: a value moved to another row does not open. */
export interface Secrets {
  seal(plain: string, context: string): string;
  open(sealed: string, context: string): string;
}
