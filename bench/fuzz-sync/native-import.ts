/** Node's own import: in a module that Node itself loaded, whoever asks for it. */
export const nativeImport = (url: string): Promise<unknown> => import(url)
