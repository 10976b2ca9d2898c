import type { TaskGroup } from './task-group.js';

/** Pages, styles, components and the tools around them. */
export const webTasks: TaskGroup = {
  places: ['frontend', 'metaframework'],
  join: ['in {}', 'with {}', 'in a {} app'],
  lines: `
fetch data from an api|load remote data in a component
show a loading spinner|display a busy indicator while data loads
handle form input|read what a user types in a form
validate a form|check form fields before submit
submit a form without reloading|send a form asynchronously
upload an image|send a picture from the browser
pass data to a child component|give props to a child
pass data to a parent component|send data up from a child
share state between components|global state management
keep state after a refresh|persist state in local storage
navigate to another page|change the route in code|redirect the user
read url query parameters|get search params from the address
protect a route|only logged in users may see a page
create a 404 page|handle unknown routes
lazy load a component|split code by route
render a list|loop over items in a template
render something conditionally|show an element only if a condition holds
re-render when data changes|update the view after a change
avoid unnecessary re-renders|stop a component from rendering too often
run code when a component mounts|do something on first render
clean up when a component unmounts|remove listeners on destroy
debounce a search field|wait until typing stops before searching
implement infinite scroll|load more items at the bottom
implement dark mode|toggle a dark theme
create a modal dialog|show a popup window
create a dropdown menu|make a select menu
create a tooltip|hint on hover
create a responsive navbar|mobile friendly navigation bar
sort a table by column|clickable table headers
drag and drop items|reorder a list by dragging
test a component|unit test for ui components
set up authentication|log users in
set up internationalization|translate the user interface
use environment variables|env vars in the frontend build
deploy the app|put the site into production
reduce the bundle size|make the javascript bundle smaller
improve the lighthouse score|make the page load faster
fix a hydration mismatch|server and client html differ
use typescript|add types to components
use tailwind|style with tailwind css
animate a transition|fade elements in and out
handle errors globally|error boundary for the ui
connect to a websocket|live updates in the browser
create a custom hook or composable|reuse stateful logic
set the page title|change the document title
optimize images|serve smaller pictures
generate a sitemap|sitemap for search engines
`,
};
