/** Pairs one word apart, by what makes them two questions; and neighbours of each that are one question all the same. */
export interface Trap {
  readonly what: string;
  readonly apart: readonly (readonly [a: string, b: string])[];
  readonly together: readonly (readonly [a: string, b: string])[];
}

export const traps: readonly Trap[] = [
  {
    what: 'an owner that says which ones',
    apart: pairs(`
      list my repos on GitHub | list repos on GitHub
      show my branches in git | show branches in git
      how do I count my commits in git | how do I count commits in git
      find my open pull requests on GitHub | find open pull requests on GitHub
      kill my processes on Linux | kill processes on Linux
      stop our containers in docker | stop containers in docker
      delete my tags in git | delete tags in git
      delete my branches permanently in git | delete branches permanently in git
      how do I find my username in bash | how do I find a username in bash
      show my history in bash | show history in bash
      back up our data in postgres | back up data in postgres
      delete my own branch in git | delete a branch in git
      delete its branch in git | delete my branch in git
      rename another branch in git | rename my branch in git`),
    together: pairs(`
      how do I undo my last commit in git | undo the last commit in git
      how do I squash my last 3 commits in git | squash last 3 commits in git
      how do I rename my branch in git | rename a branch in git
      how do I check my python version | how do I check the python version
      how do I merge my feature branch into main | merge a feature branch into main`),
  },
  {
    what: 'a letter that looks like an article',
    apart: pairs(`
      what is the a tag in HTML | what is a tag in HTML
      what is an a record in dns | what is a record in dns
      create dns a record | create dns record
      what does the a command do in vim | what does the command do in vim
      what does the a flag do in tar | what does the flag do in tar
      style a tags in css | style tags in css
      DNS: A record | DNS: record
      A record vs CNAME record | record vs CNAME record
      subtract list b from list a in Python | subtract list b from a list in Python
      what is the the command in vim | what is the command in vim
      what does i do in vim | what does I do in vim
      what does the I command do in vim | what does the i command do in vim
      what does A do in vim | what does a do in vim`),
    together: pairs(`
      what is a tag in HTML | what is tag in HTML
      add a record in dns | add record in dns
      delete a record in sql | delete record in sql
      what is an A record | what is the A record
      split a string at a comma | split string at comma`),
  },
  {
    what: 'what a tool is or has, and a thing inside the tool',
    apart: pairs(`
      What is the role of Kubernetes? | What is a role in Kubernetes?
      What is the state of React? | What is state in React?
      What is the context of React? | What is context in React?
      What is the job of Jenkins? | What is a job in Jenkins?
      What is the goal of Maven? | What is a goal in Maven?
      What is the scope of Maven? | What is a scope in Maven?
      What is the role of Kubernetes in Docker? | What is a Kubernetes role in Docker?
      what is the function of a hash | what is a hash function
      what is the key of a table | what is a table key
      is there a client for redis | is there a client in redis
      use a linter for python | use a linter in python
      what is a book on python | what is a book in python`),
    together: pairs(`
      What is the version of Python? | What is the Python version?
      what is the default port of redis | what is the default port in redis
      What is a Kubernetes role? | What is a role in Kubernetes?
      what is the size limit of a cookie | cookie size limit
      what is the role of kubernetes | what is the purpose of kubernetes`),
  },
  {
    what: 'two scenes that play other parts',
    apart: pairs(`
      cross-compile C for Windows on Linux | cross-compile C for Linux on Windows
      What is the version of Python in Docker? | What is the version of Docker in Python?
      parse JSON in Python using Rust | parse JSON in Rust using Python
      run tests in docker with python | run tests in python with docker
      render a page in React with Vue | render a page in Vue with React
      manage users in Django using Redis | manage users in Redis using Django
      open a socket in Lua via nginx | open a socket in nginx via Lua`),
    together: pairs(`
      On Windows, how do I list files in Python? | How do I list files in Python on Windows?
      how do I drop duplicate rows using pandas in python | in python, how do I drop duplicate rows with pandas`),
  },
  {
    what: 'what is new beside what is not',
    apart: pairs(`
      insert a new line in bash | insert a line in bash
      define a new operator in Haskell | define an operator in Haskell
      How do I use the new keyword in C#? | How do I use the keyword in C#?
      create a new Map in js | create a Map in js
      create a new table from the old table in sql | create a table from the old table in sql
      add a new column next to an existing column | add a column next to an existing column
      create a new Date in JS | create a Date in JS
      add the new operator in c++ | add the operator in c++`),
    together: pairs(`
      create a new branch in git | create a branch in git
      how do I add a new user in linux | how do I add a user in linux
      create a new directory in bash | create a directory in bash`),
  },
  {
    what: 'a word of questions that is a command',
    apart: pairs(`
      kubectl explain pods | explain kubectl pods
      kubectl describe pod | describe kubectl pod
      kubectl get pods | get kubectl pods
      git show branch | show git branch
      git help merge | help git merge
      npm list packages | list npm packages
      terraform show state | show terraform state
      postgres explain analyze | explain postgres analyze
      mysql describe table | describe mysql table`),
    together: pairs(`
      git undo last commit | undo the last commit in git
      git get current branch name | how do I get the current branch name in git
      explain git rebase | what is git rebase
      bash list files | list files in bash`),
  },
  {
    what: 'one thing and several, after a verb that is in no list',
    apart: pairs(`
      await promises in JS | await a promise in JS
      race promises in JS | race a promise in JS
      handle promises in parallel | handle a promise in parallel
      defer calls in Go | defer a call in Go
      spawn threads in Rust | spawn a thread in Rust
      alter tables in SQL | alter a table in SQL
      juggle streams in node | juggle a stream in node
      create table in sqlite | what is create table in sqlite`),
    together: pairs(`
      create table in sqlite | create a table in sqlite
      juggle a stream in node | how do I juggle a stream in node
      throw error in js | throw an error in js
      python generators | what is a python generator`),
  },
  {
    what: 'the one of its kind, and one of many',
    apart: pairs(`
      What is the stack? | What is a stack?
      difference between the stack and the heap | difference between a stack and a heap
      How does the shell work? | How does a shell work?
      what is the kernel | what is a kernel
      what is the prototype in javascript | what is a prototype in javascript
      explain the heap | explain a heap`),
    together: pairs(`
      what is the event loop | what is an event loop
      what is the DOM | what is DOM
      what is a stack | what is stack`),
  },
  {
    what: 'words of code that are prepositions',
    apart: pairs(`
      for of in js | for in in js
      How does for of work in JS? | How does for in work in JS?
      how do I iterate with for of in js | how do I iterate with for in in js
      How do I use of in RxJS? | How do I use in in RxJS?
      what does the of operator do in js | what does the in operator do in js
      get a unix timestamp in ms in python | get a unix timestamp from ms in python
      search for a function in vim | search in a function in vim`),
    together: pairs(`
      remove the first element of an array | remove the first element in an array
      how do I remove whitespace from a string in java | how do I remove whitespace in a string in java
      iterate through a map in Go | loop over a map in Go`),
  },
  {
    what: 'what exists already',
    apart: pairs(`
      How do I drop an existing index? | How do I drop an index?
      add typescript to an existing react app | add typescript to a react app
      add a file to an existing zip | add a file to a zip
      check for an existing key in Redis | check for a key in Redis
      list existing users in MySQL | list users in MySQL
      update existing rows in sql | update rows in sql
      rename the current branch in git | rename a branch in git`),
    together: pairs(`
      how do I actually use git worktree | how do I use git worktree`),
  },
  {
    what: 'one thing and several',
    apart: pairs(`
      iterate over files in bash | iterate over a file in bash
      search files with grep | search a file with grep
      insert rows in postgres | insert a row in postgres
      lock files in git | lock a file in git
      How do I compare arrays in JS? | How do I compare an array in JS?
      How do I zip lists in Python? | How do I zip a list in Python?
      How do I join tables in SQL? | How do I join a table in SQL?
      How do I sort lists in Python? | How do I sort a list in Python?
      use databases in django | use a database in django
      write lines to a file in go | write a line to a file in go
      handle errors in parallel in go | handle an error in parallel in go`),
    together: pairs(`
      How do I mock a date in Jest? | How do I mock dates in Jest?
      How do I add a comment in YAML? | How do I add comments in YAML?
      how do I use a hook in react | how do I use hooks in react
      write a unit test in Go | write unit tests in Go
      when should I use an index in postgres | when should I use indexes in postgres`),
  },
  {
    what: 'what is in a thing',
    apart: pairs(`
      What is in a Docker layer? | What is a Docker layer?
      What is in a JWT? | What is a JWT?
      What is inside a git commit? | What is a git commit?
      What is on a Docker host? | What is a Docker host?
      what is in a python wheel | what is a python wheel
      What runs in a pod? | What runs a pod?
      what is in node_modules | what is node_modules`),
    together: pairs(`
      What is a Docker layer? | What is a layer in Docker?
      what is in a JWT | what's in a JWT?`),
  },
  {
    what: 'an exclamation mark that is a name',
    apart: pairs(`
      how do I use save! in rails | how do I use save in rails
      what is println! in rust | what is println in rust
      explain save! | explain save
      what is vec! | what is vec
      when should I use push! in julia | when should I use push in julia
      what does map! return | what does map return
      how to bold **text** in markdown | how to bold text in markdown`),
    together: pairs(`
      Write a function about recursion! | Write a function about recursion
      explain CQRS; | explain CQRS
      What is sharding ... | What is sharding
      what does \`git stash pop\` do | what does git stash pop do`),
  },
  {
    what: 'what people say of themselves',
    apart: pairs(`
      I'm learning Go. How do I parse JSON in Rust? | How do I parse JSON in Rust?
      I'm learning Go. How do I parse JSON in Rust? | How do I parse JSON in Go?
      I'm new to Docker. How do I install Redis? | How do I install Redis?
      I'm not using Docker. How do I install a package? | How do I install a package in Docker?
      I'm using React. How do I center a div? | How do I center a div?
      I'm stuck with Docker. How do I build an image? | How do I build an image?
      Thanks to Docker, how do I build? | how do I build in Docker`),
    together: pairs(`
      I'm new to Rust. How do I define a struct? | How do I define a struct in Rust?
      I'm learning Go. What is a slice in Go? | What is a slice in Go?
      I have a CSS question: how do I make a circle? | How do I make a circle in CSS?
      I'm stuck. How do I exit vim? | How do I exit vim?
      What is a linked list? I can't remember. | What is a linked list?
      I googled but found nothing. What is a mutex? | What is a mutex?
      Maybe a dumb question but what is a port? | What is a port?
      btw how do I exit vim | how do I exit vim`),
  },
  {
    what: 'who does it to whom',
    apart: pairs(`
      how can a function be called by a thread in C | how can a function call a thread in C
      how is a branch deleted in git | how do I delete a branch in git
      how can I be notified when a pod restarts | how can I notify when a pod restarts
      how can a branch be safely deleted in git | how can a branch be deleted in git
      can a branch be renamed in git | how can a branch be renamed in git
      should arrays be compared in js | how should arrays be compared in js`),
    together: pairs(`
      How can a column be renamed in SQLite? | How can I rename a column in SQLite?
      How should API keys be stored in a mobile app? | How do I store API keys in a mobile app?
      How can two arrays be compared in JavaScript? | How do I compare 2 arrays in JS?`),
  },
  {
    what: 'leave, need and possibility',
    apart: pairs(`
      do I need to close a file in python | how do I close a file in python
      can I delete a branch in git | how can I delete a branch in git
      Can I write a function in bash? | write a function in bash
      when should I use an index | how should I use an index
      why should I not use eval | why should I use eval
      I need a script that renames files in bash | rename files in bash
      fastest way to sort in go | simplest way to sort in go`),
    together: pairs(`
      Can you write a function in bash? | write a function in bash
      I need a regex that matches a hex color | Write a regex that matches a hex color
      Why shouldn't I use eval in Python? | Why should I not use eval in Python?
      How'd you profile a Go program? | How would you profile a Go program?
      easiest way to sort in go | simplest way to sort in go
      Describe how DNS works | Explain how DNS works
      hwo do I chnage the default branch in git | how do I change the default branch in git`),
  },
  {
    what: 'again, still, here, only',
    apart: pairs(`
      does git still track the file | does git track the file
      does git already track the file | does git track the file
      run the test again in jest | run the test in jest
      run the test instead in jest | run the test in jest
      also run the test in jest | run the test in jest
      open only one file in vim | open one file in vim
      how do I even out columns in css | how do I out columns in css
      rename the same branch in git | rename the branch in git
      delete this branch in git | delete a branch in git`),
    together: pairs(`
      Now, what is eventual consistency? | What is eventual consistency?
      So how do I exit vim? | how do I exit vim`),
  },
];

function pairs(table: string): readonly (readonly [string, string])[] {
  return table
    .trim()
    .split('\n')
    .map(line => line.trim().split(' | '))
    .map(([a = '', b = '']) => [a, b] as const);
}
