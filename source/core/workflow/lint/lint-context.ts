import {type WorkflowDocument} from '../document.js';
import {type Finding} from '../finding.js';
import {type Graph} from '../graph/graph.js';

/** What the lints look at: a document that satisfies the schema and the graph it describes. */
export type LintContext = {
	readonly document: WorkflowDocument;
	readonly graph: Graph;
};

/** Looks for things FaaSr accepts and people regret. Gives warnings only. */
export type Lint = (context: LintContext) => readonly Finding[];
