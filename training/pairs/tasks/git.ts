import type { TaskGroup } from './task-group.js';

/** Jobs around a repository; no place is named. */
export const gitTasks: TaskGroup = {
  places: [],
  join: [],
  lines: `
undo the last commit but keep the changes|git undo last commit keep changes|soft reset the latest commit
undo the last commit and discard the changes|git hard reset the latest commit|throw away the last commit completely
revert a commit that was already pushed|git undo a pushed commit|back out a published commit
change the last commit message|git amend commit message|reword the latest commit
change an old commit message|git reword an earlier commit
change the author of a commit|git fix the commit author
add a file to the last commit|git amend with a forgotten file
squash several commits into one|git combine commits|merge my last commits into a single commit
split a commit into two|git break one commit apart
discard all local changes|git throw away uncommitted changes|reset the working tree to head
discard changes in one file|git restore a single file|undo edits to one file
unstage a file|git remove a file from the index but keep it|take a file out of staging
stage only part of a file|git add hunks interactively
stash uncommitted changes|git save work in progress for later
apply a stash|git bring stashed changes back
delete a stash|git drop a stash entry
create a new branch|git make a branch and switch to it
rename a branch|git change a branch name
delete a local branch|git remove a branch on my machine
delete a remote branch|git remove a branch from origin
switch to another branch|git change branches|git checkout another branch
list all branches|git show local and remote branches
merge a branch into main|git bring a feature branch into main
rebase a branch onto main|git replay my commits on top of main
resolve merge conflicts|git fix conflicts after a merge
abort a merge|git cancel a merge in progress
abort a rebase|git cancel a rebase in progress
cherry-pick a commit|git copy one commit to another branch
find which commit introduced a bug|git bisect a regression
see who changed a line|git blame a file
show the history of a file|git log for one file
show changes between two branches|git diff two branches|compare branches
show changes of a commit|git see what a commit did
search the commit history for a string|git find the commit that added a text
restore a deleted file|git bring a removed file back
recover a deleted branch|git restore a branch i removed
recover lost commits|git find commits after a hard reset
remove a file from git but keep it locally|git untrack a file
ignore files|git use a gitignore|keep files out of version control
remove a large file from the history|git purge a big blob from all commits
remove a password from the git history|git purge a secret from all commits
clone a repository|git copy a remote repo to my computer
clone only one branch|git single branch clone
make a shallow clone|git clone without history
add a remote|git connect a local repo to a remote url
change the remote url|git point origin to another url
push a new branch to the remote|git publish a branch with upstream tracking
force push safely|git push with lease
pull without merging|git pull with rebase
update a fork from upstream|git sync my fork with the original
create a tag|git tag a release
delete a tag|git remove a tag
push tags|git publish tags
add a submodule|git include another repo inside a repo
update submodules|git pull the latest submodule commits
remove a submodule|git delete a submodule
set up user name and email|git configure author identity
store git credentials|git stop asking for my password
set up an ssh key for github|use ssh with git instead of a password
remove untracked files|git clean the working directory
see the current branch name|git which branch am i on
count the commits in a repository|git number of commits
compare a file with the last commit|git diff head for a file
create a patch file|git export a diff as patch
apply a patch file|git import a patch
write a good commit message|commit message conventions
add a pre-commit hook|git run checks before each commit
review a pull request|look over a merge request
open a pull request from the command line|create a pr with the github cli
`,
};
