/** @jsxRuntime automatic */
import {useEffect, useState, useSyncExternalStore} from 'react';
import {Box, type Instance, render, Text} from 'ink';
import Spinner from 'ink-spinner';
import {type NodeState} from '../../../source/core/run/run-state.js';
import {type WritableRunStore} from '../../../source/run/runner/create-run-store.js';
import {type FakeTerminal} from './fake-terminal.js';

/*
The screen as Ink's and ink-spinner's own documentation teach to build it: a Box per row with a Spinner of its own where a
node runs, a Text per line of the log, state in hooks. Names and log stand side by side, so that all rows are in view.
*/
type NaiveProps = {readonly store: WritableRunStore; readonly columns: number; readonly rows: number};

const useNow = (): number => {
	const [now, setNow] = useState(Date.now());
	useEffect(() => {
		const timer = setInterval(() => {
			setNow(Date.now());
		}, 1000);
		return () => {
			clearInterval(timer);
		};
	}, []);
	return now;
};

const useLines = ({logs}: WritableRunStore, height: number): readonly string[] => {
	const [lines, setLines] = useState<readonly string[]>([]);
	useEffect(() => logs.onAppend(entries => {
		setLines(shown => [...shown, ...entries.map(({node, text}) => `${node} ${text}`)].slice(-height));
	}), [logs, height]);
	return lines;
};

const Row = ({node, now}: {readonly node: NodeState; readonly now: number}) => (
	<Box>
		<Box width={3}>{node.status === 'RUNNING' ? <Text color='blue'><Spinner/></Text> : <Text color='green'>✓</Text>}</Box>
		<Box width={24}><Text wrap='truncate'>{node.id}</Text></Box>
		<Box width={14}><Text bold color='blue'>{node.status}</Text></Box>
		<Box width={10}><Text dimColor>{node.startedAt === undefined ? '' : `${Math.floor(((node.endedAt ?? now) - node.startedAt) / 1000)} s`}</Text></Box>
	</Box>
);

const Naive = ({store, columns, rows}: NaiveProps) => {
	const state = useSyncExternalStore(store.subscribe, store.getSnapshot);
	const now = useNow();
	const height = rows - 3;
	const lines = useLines(store, height);
	const nodes = [...state.nodes.values()];
	return (
		<Box flexDirection='column' width={columns} height={rows - 1}>
			<Box><Text bold>{state.workflow.name}</Text><Text> {state.outcome} {nodes.filter(({status}) => status === 'COMPLETED').length}/{nodes.length}</Text></Box>
			<Box height={height}>
				<Box flexDirection='column' width='40%'>{nodes.slice(0, height).map(node => <Row key={node.id} node={node} now={now}/>)}</Box>
				<Box flexDirection='column' width='60%'>{lines.map((line, index) => <Text key={index} wrap='truncate'>{line}</Text>)}</Box>
			</Box>
			<Text dimColor>q quit</Text>
		</Box>
	);
};

/** Opens the naive layout, with Ink as it is by default. */
export const showNaive = (store: WritableRunStore, {stdin, stdout}: FakeTerminal): Instance =>
	render(<Naive store={store} columns={stdout.columns} rows={stdout.rows}/>, {stdin, stdout, exitOnCtrlC: false, patchConsole: false});
