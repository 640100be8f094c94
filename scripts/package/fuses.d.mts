export function readFuses(executable: string): Promise<Record<string, boolean>>
