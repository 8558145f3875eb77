import process from 'node:process';
import {render, Text} from 'ink';

render(<Text>Hello, world!</Text>);
// The first frame is measured, not the end.
process.stdin.resume();
