export declare function nodeProblem(version: string): string | null
export declare function checkNode(): void
