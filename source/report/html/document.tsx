import {type ComputeServer, type DataStore} from '../../core/workflow/document.js';
import {type Workflow} from '../../core/workflow/workflow.js';
import {type ReportInput} from './report-input.js';
import {getSourceUrl} from './source-link.js';

/** Lines of the document in the page. */
const mostLines = 5000;

const Server = ({server: {FaaSType: type, UserName: owner, ActionRepoName: repo, Branch: branch}, clean}: {readonly server: ComputeServer} & Pick<ReportInput, 'clean'>) => {
	if (type !== 'GitHubActions') {
		return clean(type);
	}

	const name = `${owner ?? ''}/${repo ?? ''}`;
	const url = getSourceUrl(name);
	return <>GitHub Actions, {url === undefined ? clean(name) : <a href={`${url}/actions`}>{clean(name)}</a>}{branch === undefined ? '' : clean(`@${branch}`)}</>;
};

const describeStore = ({Bucket: bucket, Endpoint: endpoint, Region: region}: DataStore): string =>
	[`bucket ${bucket}`, ...(endpoint ? [`at ${endpoint}`] : []), ...(region ? [`in ${region}`] : [])].join(' ');

/** As it is written; one that is written in one line, as in a recording, line by line. */
const listLines = ({document, text = ''}: Workflow): readonly string[] =>
	(text.trim().includes('\n') ? text : JSON.stringify(document, undefined, 2)).trim().split('\n');

const Source = ({gitPath, clean}: {readonly gitPath: string} & Pick<ReportInput, 'clean'>) => {
	const url = getSourceUrl(gitPath);
	return <div>{url === undefined ? clean(gitPath) : <a href={url}>{clean(gitPath)}</a>}</div>;
};

/** What ran: functions with their sources, images and servers, the data stores, and the document itself. */
export const Document = ({state: {workflow}, clean}: ReportInput) => {
	const {document} = workflow;
	const lines = listLines(workflow);
	return (
		<section id='document' aria-labelledby='document-title'>
			<h2 id='document-title'>What ran</h2>
			<div className='wide'>
				<table aria-label='Actions'>
					<thead><tr>{['Action', 'Function', 'Source', 'Image', 'Server'].map(name => <th key={name} scope='col'>{name}</th>)}</tr></thead>
					<tbody>
						{[...workflow.actions.values()].map(({name, functionName, type, server}) => (
							<tr key={name}>
								<th scope='row'>{clean(name)}</th>
								<td>{clean(`${functionName} (${type})`)}</td>
								<td>{[document.FunctionGitRepo?.[functionName] ?? []].flat().map((gitPath, index) => <Source key={index} gitPath={gitPath} clean={clean}/>)}</td>
								<td>{clean(document.ActionContainers?.[name] ?? '')}</td>
								<td>{clean(server)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<dl>
				{Object.entries(document.ComputeServers).map(([name, server]) => [<dt key={`server ${name}`}>Server {clean(name)}</dt>, <dd key={`of server ${name}`}><Server server={server} clean={clean}/></dd>])}
				{Object.entries(document.DataStores).map(([name, store]) => [<dt key={`store ${name}`}>Data store {clean(name)}</dt>, <dd key={`of store ${name}`}>{clean(describeStore(store))}</dd>])}
			</dl>
			<details>
				<summary>The workflow document</summary>
				<pre>{lines.slice(0, mostLines).map(line => clean(line)).join('\n')}</pre>
				{lines.length <= mostLines ? null : <p className='dim'>{`${lines.length - mostLines} more lines are left out.`}</p>}
			</details>
		</section>
	);
};
