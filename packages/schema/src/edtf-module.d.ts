declare module 'edtf' {
  interface ExtendedDate {
    /** First and last millisecond since 1970 (UTC); infinite where the interval is open. */
    readonly min: number;
    readonly max: number;
  }
  /** Throws on what is not EDTF. */
  const edtf: (text: string) => ExtendedDate;
  export { edtf as default };
}
