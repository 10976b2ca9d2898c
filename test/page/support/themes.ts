/** What the editor puts on its pages for a theme: classes of the body, and variables of the document. */
export interface Theme {
  readonly classes: string;
  /** What lies behind the page, which is transparent itself. */
  readonly behind: string;
  /** Names without the prefix `--vscode-`. */
  readonly variables: Readonly<Record<string, string>>;
}

const fonts = {
  'font-family': "'Open Sans', system-ui, sans-serif",
  'font-size': '13px',
  'editor-font-family': "'DejaVu Sans Mono', monospace",
};

/** The default themes of VS Code 1.139, as far as the page asks for them. What a theme leaves out is left out here. */
export const themes = {
  dark: {
    classes: 'vscode-dark',
    behind: '#181818',
    variables: {
      ...fonts,
      foreground: '#cccccc',
      descriptionForeground: '#9d9d9d',
      errorForeground: '#f85149',
      focusBorder: '#0078d4',
      'sideBar-foreground': '#cccccc',
      'sideBarSectionHeader-border': '#2b2b2b',
      'widget-border': '#313131',
      'textLink-foreground': '#4daafc',
      'button-background': '#0078d4',
      'button-foreground': '#ffffff',
      'input-background': '#313131',
      'input-border': '#3c3c3c',
      'list-hoverBackground': '#2a2d2e',
      'list-warningForeground': '#cca700',
      'charts-blue': '#3794ff',
      'charts-green': '#89d185',
      'charts-yellow': '#cca700',
    },
  },
  light: {
    classes: 'vscode-light',
    behind: '#f8f8f8',
    variables: {
      ...fonts,
      foreground: '#3b3b3b',
      descriptionForeground: '#3b3b3b',
      errorForeground: '#f85149',
      focusBorder: '#005fb8',
      'sideBar-foreground': '#3b3b3b',
      'sideBarSectionHeader-border': '#e5e5e5',
      'widget-border': '#e5e5e5',
      'textLink-foreground': '#005fb8',
      'button-background': '#005fb8',
      'button-foreground': '#ffffff',
      'input-background': '#ffffff',
      'input-border': '#cecece',
      'list-hoverBackground': '#f2f2f2',
      'list-warningForeground': '#855f00',
      'charts-blue': '#1a85ff',
      'charts-green': '#388a34',
      'charts-yellow': '#bf8803',
    },
  },
  contrast: {
    classes: 'vscode-high-contrast',
    behind: '#000000',
    variables: {
      ...fonts,
      foreground: '#ffffff',
      descriptionForeground: 'rgba(255, 255, 255, 0.7)',
      errorForeground: '#f48771',
      focusBorder: '#f38518',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      'sideBar-foreground': '#ffffff',
      'sideBarSectionHeader-border': '#6fc3df',
      'widget-border': '#6fc3df',
      'textLink-foreground': '#21a6ff',
      'button-foreground': '#ffffff',
      'input-background': '#000000',
      'input-border': '#6fc3df',
      'charts-blue': '#59a4f9',
      'charts-green': '#89d185',
      'charts-yellow': '#ffd370',
    },
  },
  'contrast-light': {
    classes: 'vscode-high-contrast vscode-high-contrast-light',
    behind: '#ffffff',
    variables: {
      ...fonts,
      foreground: '#292929',
      descriptionForeground: 'rgba(41, 41, 41, 0.7)',
      errorForeground: '#b5200d',
      focusBorder: '#006bbd',
      contrastBorder: '#0f4a85',
      contrastActiveBorder: '#006bbd',
      'sideBarSectionHeader-border': '#0f4a85',
      'widget-border': '#0f4a85',
      'textLink-foreground': '#0f4a85',
      'button-background': '#0f4a85',
      'button-foreground': '#ffffff',
      'input-background': '#ffffff',
      'input-border': '#0f4a85',
      'charts-blue': '#1a85ff',
      'charts-green': '#374e06',
      'charts-yellow': '#895503',
    },
  },
} as const satisfies Readonly<Record<string, Theme>>;
export type ThemeName = keyof typeof themes;
