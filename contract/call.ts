import { oc } from '@orpc/contract'
import { z } from 'zod'
import { type ErrorCode, errorCatalogue } from './errors.ts'

const errorDetailSchema = z.record(z.string(), z.string())

/** The error catalogue as oRPC wants it: each code with its status and the shape of its data. */
const contractErrors = Object.fromEntries(
  Object.entries(errorCatalogue).map(([code, { status, en }]) => [
    code,
    { status, message: en, data: errorDetailSchema },
  ]),
) as { readonly [C in ErrorCode]: { status: number; message: string; data: typeof errorDetailSchema } }

/** What every call of the contract begins with: it may be refused with any code of the catalogue. */
export const call = oc.errors(contractErrors)
