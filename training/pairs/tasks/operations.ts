import type { TaskGroup } from './task-group.js';

/** Containers, clusters, servers, shells. */
export const operationsTasks: TaskGroup = {
  places: [],
  join: [],
  lines: `
list running docker containers|docker show active containers
list all docker containers including stopped ones|docker show every container
stop all docker containers|docker halt every running container
remove all stopped docker containers|docker delete exited containers
remove unused docker images|docker clean up dangling images
free disk space used by docker|docker prune everything unused
open a shell in a docker container|docker exec into a running container|get a terminal inside a container
view the logs of a docker container|docker show container output
copy a file from a docker container to the host|docker cp out of a container
copy a file into a docker container|docker cp into a container
build a docker image|docker build from a dockerfile
build a docker image without cache|docker ignore cached layers
make a docker image smaller|reduce the size of a docker image|shrink docker images
write a dockerfile for a node app|containerize a node.js application
write a dockerfile for a python app|containerize a python application
use a multi-stage docker build|dockerfile with several stages
mount a volume in docker|docker share a host folder with a container
map a port in docker|docker expose a container port on the host
pass environment variables to a docker container|docker set env vars
connect two docker containers|docker let containers talk to each other
push an image to docker hub|publish a docker image
restart a docker container automatically|docker restart policy
run docker without sudo|docker as a normal user
limit the memory of a docker container|docker cap ram
start services with docker compose|docker compose up in the background
stop services with docker compose|docker compose down
rebuild a docker compose service|docker compose force a new build
get the ip address of a docker container|docker find container ip
list pods in kubernetes|kubectl show all pods
view the logs of a pod|kubectl read pod output
open a shell in a pod|kubectl exec into a pod
restart a deployment|kubectl rolling restart
scale a deployment|kubectl change the number of replicas
roll back a deployment|kubectl undo a rollout
delete a pod|kubectl remove a pod
describe why a pod is pending|kubernetes pod stuck in pending
debug a pod in crashloopbackoff|kubernetes pod keeps crashing
fix imagepullbackoff|kubernetes cannot pull the image
forward a port to a pod|kubectl port-forward
create a secret in kubernetes|kubectl store a secret
create a configmap from a file|kubectl configmap from file
switch the kubernetes context|kubectl use another cluster
set the default namespace|kubectl change namespace
set resource limits for a pod|kubernetes cpu and memory limits
expose a deployment with a service|kubernetes make a deployment reachable
configure an ingress with tls|kubernetes https ingress
drain a node|kubernetes evict all pods from a node
find a file by name|search for a file on the command line
find files larger than 100 mb|locate big files on disk
find files modified in the last 7 days|recently changed files in the past week
find text in files recursively|grep a string in all files|search file contents in a directory
count lines in a file|number of lines of a text file|wc line count
count files in a directory|how many files are in a folder
show the last lines of a log file|tail a log
follow a log file live|tail a log continuously
show disk usage by directory|which folders take most space
check free disk space|how much disk space is left
check memory usage on linux|how much ram is used
find the process using a port|which program listens on a port
kill a process on a port|free a port that is in use
kill a process by name|stop a program by its name
run a process in the background|keep a command running after logout
change file permissions|chmod a file
make a script executable|allow running a shell script
change the owner of a file|chown a file
create a symbolic link|symlink a file
extract a tar.gz file|untar an archive
create a tar.gz archive|compress a folder with tar
copy files over ssh|scp a file to a server
sync two directories|rsync folders
generate an ssh key|create an ssh key pair
copy an ssh key to a server|passwordless ssh login
create a cron job|schedule a command with cron
run a command every 5 minutes|cron every five minutes
list cron jobs|show my crontab
create a systemd service|run a program as a linux service
view logs of a systemd service|journalctl for one unit
restart a systemd service|systemctl restart a unit
set an environment variable permanently|persist an env var in bash
add a directory to path|extend the path variable
replace text in many files|sed find and replace across files
rename many files at once|batch rename files
delete files older than 30 days|remove old files by age
print a column of a file|awk select a field
sort a file and remove duplicates|sort unique lines
loop over files in bash|bash for each file in a folder
check if a variable is set in bash|bash test for an empty variable
check if a command exists in bash|bash is a program installed
read a file line by line in bash|bash while read loop
pass arguments to a bash script|bash positional parameters
redirect output to a file|save command output
redirect stderr to stdout|merge standard error into output
discard the output of a command|silence a command
download a file with curl|curl save to file
send a post request with curl|curl post json
send headers with curl|curl add a header
follow redirects with curl|curl redirect handling
test if a port is open|check whether a server port is reachable
find my ip address|what is my public ip
flush the dns cache|clear dns entries
look up dns records|dig a domain
renew a let's encrypt certificate|certbot renew ssl
create a self-signed certificate|generate a test tls certificate
check when an ssl certificate expires|tls certificate expiry date
set up nginx as a reverse proxy|nginx forward requests to an app
redirect http to https in nginx|nginx force ssl
enable gzip in nginx|nginx compress responses
serve static files with nginx|nginx host a folder
increase the upload size in nginx|nginx client body too large
rewrite urls in apache|htaccess rewrite rules
enable cors|allow cross-origin requests
disable cors checks|turn off cross-origin protection
deploy an app to heroku|heroku push an application
host a static site on s3|s3 website hosting
create a lambda function|deploy an aws lambda
set up github actions|github ci workflow for a project
cache dependencies in github actions|speed up github workflows with a cache
run a github action on a schedule|cron in github workflows
store secrets in github actions|github workflow secrets
trigger a jenkins job|start a jenkins build remotely
destroy terraform resources|terraform tear everything down
import existing resources into terraform|terraform adopt infrastructure
store terraform state remotely|terraform remote backend
`,
};
