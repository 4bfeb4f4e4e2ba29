/** Everybody's PIN in the demo. It is no secret and stands here openly: a demo's people are invented. */
export const demoPin = '246810'
