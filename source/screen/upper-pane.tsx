import {type JSX} from 'react';
import {AssertionsView} from './assertions/view.js';
import {GraphView} from './graph/view.js';
import {NodeTable} from './table/view.js';
import {TimelineView} from './timeline/view.js';
import {type ScreenModel} from './use-screen.js';
import {type AppProps} from './screen-options.js';

export type UpperPaneProps = AppProps & ScreenModel & {readonly now: number; readonly spinner: string};

/** The nodes, as a table, a graph or a timeline, or the assertions of the test file. */
export const UpperPane = ({assertions, state, screen, layout, theme, cleanText, graph, selectedAction, tableRows, tableState, tableView, now, spinner}: UpperPaneProps): JSX.Element => {
	const shared = {state, theme, cleanText, now, spinner, columns: layout.columns, height: layout.upperRows, isFocused: screen.focus === 'upper'};
	switch (screen.upperView) {
		case 'table': {
			return <NodeTable {...shared} table={tableRows} view={tableView}/>;
		}

		case 'graph': {
			return <GraphView {...shared} model={graph.model} selected={selectedAction} view={graph.state}/>;
		}

		case 'timeline': {
			return <TimelineView {...shared} table={tableRows} tableState={tableState}/>;
		}

		case 'tests': {
			return <AssertionsView {...shared} assertions={assertions} top={screen.testsTop}/>;
		}
	}
};
