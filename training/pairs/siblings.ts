/**
 * Things of one kind that are never the same answer: an exchange of one for another makes a question a different one.
 * Each line starts with its kind. Names with two meanings in plain English stand only where a rule asks for the kind.
 */
export const siblings: Readonly<Record<string, readonly string[]>> = parse(`
language: python, javascript, typescript, java, golang, rust, ruby, php, c#, c++, kotlin, swift, scala, perl, haskell, elixir, lua, matlab, dart, clojure, fortran, objective-c, groovy, julia, bash, powershell, erlang, ocaml, f#, vba
database: postgresql, mysql, sqlite, mongodb, redis, oracle, sql server, mariadb, cassandra, dynamodb, elasticsearch, neo4j, couchdb, clickhouse, duckdb, snowflake, bigquery, firestore, cockroachdb, influxdb
framework: django, flask, fastapi, express, rails, laravel, symfony, spring boot, asp.net core, nestjs, phoenix, gin, actix, magento, wordpress, drupal, sharepoint
frontend: react, vue, angular, svelte, solidjs, ember, backbone, jquery, preact, lit, qwik, alpine.js
metaframework: next.js, nuxt, remix, sveltekit, astro, gatsby
mobile: react native, flutter, android, ios, ionic, xamarin, cordova, swiftui, jetpack compose
cloud: aws, azure, gcp, heroku, digitalocean, cloudflare, vercel, netlify, fly.io
service: s3, ec2, lambda, rds, sqs, sns, cloudfront, route 53, ecs, eks, iam, kinesis, cloudwatch, api gateway
system: linux, windows, macos, ubuntu, debian, fedora, centos, alpine, arch linux, freebsd, android, ios
editor: visual studio code, vim, neovim, emacs, intellij, eclipse, xcode, sublime text, notepad++, pycharm, webstorm, visual studio, jupyter
packager: npm, yarn, pnpm, pip, poetry, conda, cargo, maven, gradle, composer, nuget, bundler, homebrew, apt, yum, dnf, pacman, chocolatey, snap
bundler: webpack, vite, rollup, esbuild, parcel, turbopack, babel, swc
tester: jest, vitest, mocha, pytest, unittest, junit, rspec, cypress, playwright, selenium, testng, phpunit, jasmine
linter: eslint, prettier, pylint, flake8, black, ruff, rubocop, checkstyle, mypy, stylelint
ci: github actions, gitlab ci, jenkins, circleci, travis ci, azure pipelines, teamcity, bitbucket pipelines, argo cd
container: docker, podman, containerd, docker compose, kubernetes, docker swarm, nomad, openshift, helm
iac: terraform, ansible, pulumi, cloudformation, puppet, chef, vagrant, packer
server: nginx, apache, caddy, haproxy, traefik, envoy, tomcat, iis, jetty
queue: kafka, rabbitmq, activemq, nats, celery, sidekiq, pulsar
vcs: git, svn, mercurial, perforce
orm: hibernate, sqlalchemy, prisma, sequelize, typeorm, entity framework, active record, mybatis, drizzle, linq
numeric: numpy, pandas, scipy, polars, scikit-learn, tensorflow, pytorch, keras, matplotlib, seaborn, spark, dask, opencv
format: json, xml, yaml, csv, toml, html, markdown, pdf, excel, parquet, protobuf, avro, ini
image: png, jpeg, svg, gif, webp, bmp, ico
encoding: utf-8, base64, ascii, hex, utf-16, url encoding, latin-1, binary
hash: md5, sha1, sha256, sha512, bcrypt, argon2, hmac, crc32
protocol: http, https, ftp, ssh, smtp, websocket, grpc, graphql, rest api, soap, mqtt, udp, tcp, imap, ldap
method: GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS
status: 200, 201, 204, 301, 302, 304, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 502, 503, 504
structure: array, linked list, hash map, set, queue, stack, tree, heap, graph, tuple, dictionary, binary tree, trie, matrix, priority queue, hash table
sortalgorithm: quicksort, merge sort, bubble sort, heap sort, insertion sort, radix sort, selection sort
search: binary search, linear search, breadth-first search, depth-first search, dijkstra, a-star search, bellman-ford
pattern: singleton, factory, observer, strategy, decorator, adapter, builder, facade, proxy, visitor, command pattern, repository pattern
principle: solid, dry, kiss, yagni, clean architecture, domain-driven design, test-driven development, event sourcing, cqrs, microservices, monolith, serverless
oopterm: class, interface, abstract class, enum, struct, trait, mixin, namespace, module, constructor, destructor, method, property
concurrency: mutex, semaphore, thread, process, coroutine, goroutine, promise, future, event loop, deadlock, race condition, callback, async await, thread pool, atomic operation, condition variable
memoryterm: stack, heap, pointer, reference, garbage collection, memory leak, smart pointer, buffer overflow, dangling pointer, reference counting
sqljoin: inner join, left join, right join, full outer join, cross join, self join, union, union all, intersect, except
sqlterm: index, view, trigger, stored procedure, transaction, foreign key, primary key, cursor, materialized view, common table expression, window function, subquery, group by, order by, having clause, where clause
isolation: read committed, serializable, repeatable read, read uncommitted, snapshot isolation
gitcommand: git merge, git rebase, git pull, git fetch, git push, git clone, git reset, git revert, git stash, git cherry-pick, git checkout, git bisect, git blame, git log, git diff, git tag, git submodule, git worktree, git reflog, git clean, git add, git commit, git restore, git switch
dockercommand: docker run, docker exec, docker build, docker pull, docker push, docker stop, docker logs, docker ps, docker inspect, docker prune, docker volume, docker network, docker rm, docker rmi
k8s: pod, deployment, configmap, secret, ingress, statefulset, daemonset, namespace, persistent volume, cronjob, replicaset, node selector, service account, liveness probe, readiness probe
unixcommand: grep, sed, awk, find, xargs, curl, wget, tar, rsync, scp, chmod, chown, cat, tail, head, cut, sort, uniq, wc, tee, diff, ps, kill, top, df, du, lsof, netstat, crontab, systemctl, journalctl, tmux, screen
css: flexbox, css grid, float, position absolute, position sticky, media query, z-index, box-shadow, margin, padding, border-radius, css variables, pseudo-element, keyframes, transform
hook: useState, useEffect, useMemo, useCallback, useRef, useContext, useReducer, useLayoutEffect
tsutility: Partial, Pick, Omit, Record, Required, Readonly, Exclude, Extract, ReturnType, Awaited
tsterm: generics, union type, type guard, conditional type, mapped type, enum, interface, type alias, decorator, tuple type, unknown, never
pythonterm: decorator, generator, list comprehension, lambda, context manager, dataclass, virtual environment, metaclass, f-string, type hint, iterator, __init__, *args, **kwargs, global interpreter lock, slice
javaterm: Optional, Stream, record, annotation, checked exception, lambda expression, synchronized, volatile, final, static, interface, garbage collector, classloader, ArrayList, LinkedList, HashMap, TreeMap, ConcurrentHashMap
exception: NullPointerException, IndexOutOfBoundsException, ClassCastException, ConcurrentModificationException, StackOverflowError, OutOfMemoryError, ClassNotFoundException, NoSuchMethodError, IllegalArgumentException, IllegalStateException
pyexception: KeyError, IndexError, TypeError, ValueError, AttributeError, ImportError, ModuleNotFoundError, RecursionError, UnicodeDecodeError, IndentationError, FileNotFoundError, ZeroDivisionError, NameError
jserror: TypeError, ReferenceError, SyntaxError, RangeError, unhandled promise rejection, cannot read properties of undefined, is not a function, ERR_MODULE_NOT_FOUND, EADDRINUSE, ECONNREFUSED, ENOENT, EACCES, ETIMEDOUT
signal: SIGTERM, SIGKILL, SIGINT, SIGHUP, SIGSEGV, SIGCHLD
numbertype: int, float, double, decimal, long, short, bigint, byte, varchar, text, boolean, datetime, timestamp, uuid, blob
unit: seconds, minutes, hours, days, weeks, months, milliseconds
bytes: bytes, kilobytes, megabytes, gigabytes, terabytes
auth: oauth, jwt, saml, basic auth, api key, session cookie, openid connect, two-factor authentication, single sign-on, kerberos
attack: sql injection, cross-site scripting, csrf, ddos, man in the middle, clickjacking, path traversal, replay attack, brute force
network: load balancer, reverse proxy, vpn, firewall, dns, cdn, subnet, nat, gateway, dhcp, vlan
testterm: unit test, integration test, end-to-end test, mock, stub, snapshot test, fixture, property-based test, smoke test, load test, regression test
branch: main, master, develop, feature branch, release branch, hotfix
position: first, second, third, last, middle
weekday: monday, tuesday, wednesday, thursday, friday, saturday, sunday
colour: red, green, blue, black, white, yellow, grey
aimodel: gpt-4, claude, gemini, llama, mistral, copilot, chatgpt
`);

function parse(block: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    block
      .trim()
      .split('\n')
      .map(line => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon), line.slice(colon + 2).split(', ')];
      }),
  );
}
