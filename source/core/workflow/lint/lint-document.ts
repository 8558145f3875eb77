import {type Finding} from '../finding.js';
import {type Lint, type LintContext} from './lint-context.js';
import {lintConditionals} from './lint-conditionals.js';
import {lintInvocation} from './lint-invocation.js';
import {lintMissingKeys} from './lint-missing-keys.js';
import {lintNames} from './lint-names.js';
import {lintPlaceholders} from './lint-placeholders.js';
import {lintSecrets} from './lint-secrets.js';
import {lintSlurm} from './lint-slurm.js';
import {lintSources} from './lint-sources.js';
import {lintStores} from './lint-stores.js';

const lints: readonly Lint[] = [
	lintNames, lintMissingKeys, lintConditionals, lintSources, lintStores, lintSecrets, lintSlurm, lintInvocation, lintPlaceholders,
];

/** Everything that FaaSr lets pass and that fails, hangs or leaks later. */
export const lintDocument = (context: LintContext): readonly Finding[] => lints.flatMap(lint => lint(context));
