/** The one door to time: UTC milliseconds since 1970. Built once in each process and passed in. */
export type Clock = () => number
