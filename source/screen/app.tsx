import {Box} from 'ink';
import {type JSX, useLayoutEffect} from 'react';
import {Footer} from './footer/footer.js';
import {Header} from './header/header.js';
import {describeWarning} from './header/render-header.js';
import {Lines} from './frame/lines.js';
import {LogPane} from './log/view.js';
import {describeLogTitle, describeNoLog} from './log/describe-log.js';
import {renderPage} from './frame/render-page.js';
import {type Before} from './before/use-before.js';
import {type ScreenModel, useScreen} from './use-screen.js';
import {useAnimation} from './frame/use-animation.js';
import {smallestTerminal} from './layout.js';
import {type AppProps} from './screen-options.js';
import {truncateCells} from './frame/text/cell-width.js';
import {UpperPane} from './upper-pane.js';

/** The whole screen: header, table, log, footer. */
export const App = (props: AppProps): JSX.Element => {
	const model = useScreen(props);
	const {now, spinner} = useAnimation({...props, state: model.state, logs: props.store.logs});
	const {state, layout, screen} = model;
	const {theme, cleanText, onFrame} = props;
	useLayoutEffect(() => onFrame?.());
	if (layout.isTooSmall) {
		return <TooSmall {...props} {...model}/>;
	}

	const shared = {state, theme, cleanText, columns: layout.columns};
	const headerRowCount = layout.headerRows - (describeWarning(state) === undefined ? 0 : 1);
	return (
		<Box flexDirection='column' width={layout.columns} height={layout.rows}>
			<Header {...shared} cloudLabel={props.cloudLabel} now={now} rowCount={headerRowCount} spinner={spinner} isStarting={screen.isStarting} tests={props.assertions?.getSnapshot()}/>
			{model.overlayLines === undefined
				? <Panes {...props} {...model} now={now} spinner={spinner}/>
				: <Lines columns={layout.columns} lines={model.overlayLines}/>}
			<Footer {...shared} keymap={props.keymap} focus={screen.focus} overlay={screen.overlay} prompt={screen.prompt} isOnePane={layout.upperRows === 0 || layout.logRows === 0} notice={screen.notice} question={screen.question?.text} rowCount={layout.footerRows}/>
		</Box>
	);
};

type PanesProps = AppProps & ScreenModel & {readonly now: number; readonly spinner: string};

const Panes = (props: PanesProps): JSX.Element => {
	const {state, screen, layout, theme, cleanText, log, beforePane} = props;
	return (
		<>
			{layout.upperRows > 0 && (
				<UpperPane {...props}/>
			)}
			{layout.logRows > 0 && beforePane !== undefined && <Lines columns={layout.columns} lines={renderBeforePane(beforePane, props)}/>}
			{layout.logRows > 0 && beforePane === undefined && (
				<LogPane
					columns={layout.columns}
					emptyText={describeNoLog(state, log)}
					height={layout.logRows}
					isFocused={screen.focus === 'log'}
					note={log.note}
					renderer={log.renderer}
					revision={log.revision}
					theme={theme}
					title={cleanText(describeLogTitle(log, theme))}
					view={log.window}
				/>
			)}
		</>
	);
};

const renderBeforePane = ({lines, note, top}: Before, {layout, screen, theme}: PanesProps): readonly string[] => renderPage({
	title: 'PREFLIGHT', note, lines, top, rows: layout.logRows + 1, columns: layout.columns, isFocused: screen.focus === 'log',
}, theme);

const TooSmall = ({layout, theme}: AppProps & ScreenModel): JSX.Element => {
	const {columns, rows} = smallestTerminal;
	const text = `Needs ${columns}x${rows}; q quits.`;
	return <Lines columns={layout.columns} lines={[truncateCells(text, layout.columns, theme.glyphs.ellipsis)]}/>;
};
