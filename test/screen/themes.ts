import {createTheme} from '../../source/screen/frame/theme.js';

/** No colours: frames read as they are. */
export const plainTheme = createTheme({hasColor: false, isUtf8: true});
export const asciiTheme = createTheme({hasColor: false, isUtf8: false});
export const colorTheme = createTheme({hasColor: true, isUtf8: true});
