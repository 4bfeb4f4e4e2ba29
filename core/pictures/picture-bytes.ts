/** A picture has no more bytes than this; the page makes a larger photo smaller before it is added. */
export const mostPictureBytes = 300_000

/** A part of a picture or a document as it travels has no more bytes than this. */
export const mostPartBytes = 64_000
