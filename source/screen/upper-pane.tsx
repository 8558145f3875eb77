import {type JSX} from 'react';
import {type RunState} from '../core/run/run-state.js';
import {type AssertionStore} from '../testing/assertions/assertion-store.js';
import {AssertionsView} from './assertions/view.js';
import {type Files} from './files/use-files.js';
import {FilesView} from './files/view.js';
import {type Graph} from './graph/use-graph.js';
import {GraphView} from './graph/view.js';
import {type PaneProps} from './pane-props.js';
import {type UpperView} from './screen-state.js';
import {type NodeTableView} from './table/table-view.js';
import {type Table} from './table/use-table.js';
import {NodeTable} from './table/view.js';
import {TimelineView} from './timeline/view.js';

export type UpperPaneProps = PaneProps & {
	readonly state: RunState;
	readonly view: UpperView;
	readonly table: Table;
	readonly tableView: NodeTableView;
	readonly graph: Graph;
	readonly files: Files;
	/** The key that shows the files, and looks for them again. */
	readonly filesKey: string;
	readonly selectedAction: string | undefined;
	readonly assertions?: AssertionStore | undefined;
	/** First of the assertions' lines in view. */
	readonly testsTop: number;
};

/** The nodes, as a table, a graph or a timeline, the assertions of the test file, or the files of the run. */
export const UpperPane = ({view, table, tableView, graph, files, filesKey, selectedAction, assertions, testsTop, ...shared}: UpperPaneProps): JSX.Element => {
	switch (view) {
		case 'table': {
			return <NodeTable {...shared} table={table.rows} view={tableView}/>;
		}

		case 'graph': {
			return <GraphView {...shared} model={graph.model} selected={selectedAction} view={graph.state}/>;
		}

		case 'timeline': {
			return <TimelineView {...shared} table={table.rows} tableState={table.state}/>;
		}

		case 'tests': {
			return <AssertionsView {...shared} assertions={assertions} top={testsTop}/>;
		}

		case 'files': {
			return <FilesView {...shared} files={files} showKey={filesKey}/>;
		}
	}
};
