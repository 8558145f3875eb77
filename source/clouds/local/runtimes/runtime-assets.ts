import {fileURLToPath} from 'node:url';

/** The script that runs one Python function; its folder holds the `FaaSr_py` package that functions import. */
export const pythonEntry = fileURLToPath(new URL('python/faasr_run_function.py', import.meta.url));

/** The script that runs one R function; the client functions lie beside it. */
export const rEntry = fileURLToPath(new URL('r/faasr_run_function.R', import.meta.url));
