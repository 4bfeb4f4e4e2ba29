/** Stands for the end of a process: whoever catches it can do nothing more. */
export class Crash extends Error {
  constructor(where: string) {
    super(`ended ${where}`)
    this.name = 'Crash'
  }
}
