import fs from 'node:fs';
import path from 'node:path';
import {createTinyDocument} from './core/tiny-workflow.js';

/** Keys that the workflow's functions write below `data/`, and below `more/` in the second store; some of them have no like in a file system. */
export const oddKeys = ['data/a b+c%/é😀.csv', 'data/../../escape.txt', 'data/tab\there', 'data/plots/mean.csv'] as const;

/** A workflow of two functions that write files to two stores; a terminal's commands stand in one of them. */
export const writeFilesWorkflow = (folder: string): string => {
	const document = createTinyDocument({first: ['second'], second: []});
	const file = path.join(folder, 'files.json');
	const [first, second] = [document.ActionList['first']!, document.ActionList['second']!];
	fs.writeFileSync(file, JSON.stringify({
		...document,
		ActionList: {
			first: {...first, Arguments: {folder: 'data', keys: oddKeys.map(key => key.slice('data/'.length)), store: ''}},
			second: {...second, Arguments: {folder: 'more', keys: ['sum.csv', 'plots/mean.csv', 'color.txt', 'commands.txt', 'big.bin'], store: 'Second'}},
		},
		DataStores: {...document.DataStores, Second: {Bucket: 'second', Endpoint: 'https://s3.example.org', Region: 'us-east-1', Anonymous: 'TRUE'}},
	}));
	fs.mkdirSync(path.join(folder, 'functions'));
	fs.writeFileSync(path.join(folder, 'functions/f.py'), String.raw`
def f(folder, keys, store):
    for key in keys:
        with open("local", "wb") as file:
            if key == "big.bin":
                file.write(bytes(range(256)) * 40000)
            elif key == "color.txt":
                file.write(b"\x1b[31mred\x1b[0m\x1b]0;title\x07\nlast")
            elif key == "commands.txt":
                file.write(b"one\n::error::two\n   ::set-output name=a::b\n##[warning]three\nend")
            else:
                file.write(f"content of {key}\n".encode())
        faasr_put_file(local_file="local", remote_file=key, remote_folder=folder, server_name=store)
`);
	return file;
};
