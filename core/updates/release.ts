import { z } from 'zod'

/** `major.minor.patch`: what is not yet a release is never an update. */
export const versionSchema = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/)

/** A name that leads nowhere but into its own folder. */
export const updateFileNameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/)

const updateFileSchema = z.object({
  url: updateFileNameSchema,
  /** Of the whole file, in Base64. */
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  /** In bytes. */
  size: z.int().positive().max(2_000_000_000),
})
export type UpdateFile = Readonly<z.infer<typeof updateFileSchema>>

/**
 * A release as its metadata says it: what electron-builder writes into `latest.yml`, with the size of each file, the
 * newest version of the tables that the release knows, and how many laptops of a hundred it is for.
 */
export const releaseSchema = z.object({
  version: versionSchema,
  files: z.array(updateFileSchema).min(1).max(20),
  databaseVersion: z.int().positive(),
  stagingPercentage: z.int().min(0).max(100).default(100),
  releaseDate: z.string().max(40),
  minimumSystemVersion: z.string().max(40).optional(),
})
export type Release = Readonly<z.infer<typeof releaseSchema>>

/** @returns below zero where `a` is the earlier version, zero where both are one, above zero where it is the later */
export function compareVersions(a: string, b: string): number {
  const [ofA, ofB] = [a, b].map((version) => versionSchema.parse(version).split('.').map(Number))
  const apart = ofA?.map((part, index) => part - (ofB?.[index] ?? 0)).find((difference) => difference !== 0)
  return apart ?? 0
}

const metadataFiles = ['latest.yml', 'latest-mac.yml', 'latest-linux.yml', 'latest-linux-arm64.yml'] as const
export type MetadataFile = (typeof metadataFiles)[number]
export const isMetadataFile = (name: string): name is MetadataFile =>
  metadataFiles.some((file) => file === name)

/** The file of a release's metadata for a kind of machine, as electron-builder names it. */
export function metadataFileOf(platform: string, arch: string): MetadataFile | null {
  if (platform === 'win32') return 'latest.yml'
  if (platform === 'darwin') return 'latest-mac.yml'
  if (platform === 'linux' && arch === 'x64') return 'latest-linux.yml'
  if (platform === 'linux' && arch === 'arm64') return 'latest-linux-arm64.yml'
  return null
}

/** The file of a release that replaces an installation on a kind of machine: the one electron-updater takes there. */
export function fileToInstall({ files }: Release, platform: string): UpdateFile | null {
  const ending = platform === 'win32' ? '.exe' : platform === 'darwin' ? '.zip' : '.AppImage'
  return files.find(({ url }) => url.endsWith(ending)) ?? null
}
