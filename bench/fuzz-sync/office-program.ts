import { takeCarried } from '../../headoffice/carry/take-carried.ts'
import { readDigest } from '../../headoffice/digest.ts'
import { createDocuments } from '../../headoffice/documents/documents.ts'
import { takeLastWords } from '../../headoffice/escrow/take-last-words.ts'
import { readFeedPage } from '../../headoffice/feed-page.ts'
import { createContractAnswers } from '../../headoffice/http/answer-contract.ts'
import type { CallContext } from '../../headoffice/http/call-context.ts'
import { createBodyMemory, readBytes } from '../../headoffice/http/read-body.ts'
import { encodeReply, errorReply } from '../../headoffice/http/reply.ts'
import { openHttpDoor } from '../../headoffice/http-door.ts'
import { createIdentity } from '../../headoffice/identity/create-identity.ts'
import { orCallError } from '../../headoffice/identity-call-error.ts'
import { createBlobs } from '../../headoffice/pictures/blobs.ts'
import { createRouter, type RouterDeps } from '../../headoffice/router.ts'

/** All of Northstar that a head office of the fuzzer runs on its data, by one name; see laptop-program.ts. */
export const officeProgram = {
  createAnswers: (deps: RouterDeps) => createContractAnswers<CallContext>(createRouter(deps)),
  createBlobs,
  createBodyMemory,
  createDocuments,
  createIdentity,
  createRouter,
  encodeReply,
  errorReply,
  openHttpDoor,
  orCallError,
  readBytes,
  readDigest,
  readFeedPage,
  takeCarried,
  takeLastWords,
}
export type OfficeProgram = typeof officeProgram
