/** What the job's own environment and shells, interpreters and the runner read: set from a secret, it would change what runs. */
const reserved = /^(?:OVERWRITTEN|PAYLOAD_URL|PATH|HOME|SHELL|ENV|IFS|CI|BASH_ENV|NODE_OPTIONS|(?:LD|DYLD|GITHUB|RUNNER|ACTIONS|PYTHON|R_LIBS|R_ENVIRON|R_PROFILE|R_HOME)(?:_\w*)?|PYTHON\w*)$/iu;

/** True for a name that no secret of a document may have. */
export const isReservedSecret = (name: string): boolean => reserved.test(name);
