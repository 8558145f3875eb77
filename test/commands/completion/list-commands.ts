import t from 'tap';
import yargs from 'yargs';
import {addCommands} from '../../../source/commands/add-commands.js';
import {type CommandContext} from '../../../source/commands/command-context.js';
import {completeUsage, listCommands} from '../../../source/commands/completion/list-commands.js';
import {commandNames} from '../../../source/commands/usage/command-names.js';

// Nothing runs, so nothing of the process is used.
const commands = listCommands(addCommands, {} as CommandContext, () => yargs([]));
const complete = (...words: readonly string[]) => completeUsage(words, commands);

t.test('every command is there with its options, those of a run without a name', async t => {
	t.same(commands.map(({name}) => name), ['$0', ...commandNames]);
	t.same(complete(''), commandNames);
	t.same(complete('wat'), commandNames);
	t.ok(complete('-').includes('--fail-fast'));
	t.ok(complete('main.json', '--re').includes('--reporter'));
	t.ok(complete('ls', '--').includes('--limit'));
	t.ok(complete('ls', '--').includes('--help'));
	t.notOk(complete('ls', '--').includes('--fail-fast'));
	t.notOk(complete('ls', '--').includes('--workflow'), 'a positional is no option');
	t.same(complete('ls', ''), []);
	t.same(complete('main.json', ''), []);
});

t.test('options that take one of several words offer them', async t => {
	t.same(complete('main.json', '--notify', ''), ['bell', 'osc9', 'none']);
	t.same(complete('graph', 'main.json', '--format', 'm').includes('mermaid'), true);
	t.same(complete('ls', '--notify', ''), []);
});
