import type { TaskGroup } from './task-group.js';

/** Looks, pages without a framework, and patterns. */
export const styleTasks: TaskGroup = {
  places: [],
  join: [],
  lines: `
center a div|center an element horizontally and vertically|css put a box in the middle
center text in a div|css align text in the middle
make a sticky header|css header stays on top while scrolling
make a sticky footer|css footer at the bottom of the page
make two columns|css two column layout
make a responsive grid|css grid that adapts to the screen
hide an element|css make something invisible
hide the scrollbar|css no scrollbar
make text bold|css font weight
change the font size|css bigger text
change the background color|css background colour
add a background image|css picture behind content
add a shadow to a box|css drop shadow
round the corners of a box|css border radius
truncate text with an ellipsis|css cut long text with dots
style a link on hover|css hover colour
remove the underline from links|css no text decoration
remove bullets from a list|css list without dots
make an image responsive|css image fits its container
overlay text on an image|css caption over a picture
rotate an element|css transform rotate
animate an element with keyframes|css animation
use css variables|custom properties in css
override bootstrap styles|css beat the framework's rules
style a checkbox|css custom checkbox
disable a button|html button not clickable
open a link in a new tab|html target blank
embed a video|html video player
add a favicon|html tab icon
create a table|html table markup
create a form|html form markup
select an element by id|javascript get element by id
select elements by class|javascript query selector all
add a class to an element|javascript classlist add
remove a class from an element|javascript classlist remove
listen for a click|javascript add an event listener
prevent the default action of a form|javascript stop form submission
get the value of an input|javascript read a text field
scroll to an element|javascript scroll into view
copy text to the clipboard|javascript clipboard write
detect when a user leaves the page|javascript beforeunload
store data in local storage|javascript localstorage set item
read a cookie|javascript get a cookie value
set a cookie|javascript write a cookie
delete a cookie|javascript clear a cookie
match an email with a regex|regular expression for email addresses
match a url with a regex|regular expression for web addresses
match a phone number with a regex|regular expression for phone numbers
match a date with a regex|regular expression for dates
match an ip address with a regex|regular expression for ipv4
match everything except a word with a regex|regular expression negative match
match text between two strings with a regex|regular expression capture between markers
match across lines with a regex|regular expression multiline
match whole words only with a regex|regular expression word boundary
make a regex non-greedy|regular expression lazy quantifier
use a named group in a regex|regular expression named capture
use lookahead in a regex|regular expression positive lookahead
ignore case in a regex|regular expression case-insensitive flag
escape special characters in a regex|regular expression escaping
`,
};
