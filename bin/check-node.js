/** The oldest Node that Northstar's native SQLite module runs on; older ones crash without a word. */
const oldestNode = 24

/**
 * Says what to do when this Node is too old, `null` when it will do.
 * Written in plain old JavaScript, so that the old Node can still read it.
 */
export function nodeProblem(version) {
  const major = Number(String(version).split('.')[0])
  if (major >= oldestNode) return null
  return (
    'Northstar needs Node ' +
    oldestNode +
    ' or newer and was started with Node ' +
    version +
    '. Nothing was opened. Run `npm install` in the Northstar folder, then start it through npm (for example `npm start`): npm then uses the right Node by itself.'
  )
}

/** Ends the process with one plain sentence when this Node is too old. */
export function checkNode() {
  const problem = nodeProblem(process.versions.node)
  if (problem === null) return
  process.stderr.write(`${problem}\n`)
  process.exit(1)
}
