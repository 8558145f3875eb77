/**
Text in which the runner of GitHub Actions finds no command.

It takes `::name::` for one at the start of a line, whatever blanks stand before it, and `##[name]`, as older runners had it, anywhere (the runner's ActionCommand.cs).
*/
export const disarmCommands = (text: string): string => text.replaceAll('##[', '# #[').replaceAll(/^([^\S\n]*)::/gmu, '$1: :');
