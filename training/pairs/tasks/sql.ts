import type { TaskGroup } from './task-group.js';

/** Tables and queries, askable for every database. */
export const sqlTasks: TaskGroup = {
  places: ['database'],
  join: ['in {}', 'with {}', 'on {}'],
  lines: `
create a table|define a new table
drop a table|delete a table completely
delete all rows from a table|empty a table
add a column to a table|extend a table with a new field
drop a column from a table|remove a field of a table
rename a column|change a column's name
rename a table|change a table's name
change the type of a column|alter a column's data type
list all tables|show the tables of a database
list all databases|show every database on the server
show the columns of a table|describe a table's structure
create a database|make a new database
drop a database|delete a database
create a user|add a database account
grant privileges to a user|give a user access to a database
revoke privileges from a user|take database rights away
reset the root password|forgotten admin password of the database
find duplicate rows|show records that occur more than once
delete duplicate rows|remove repeated records but keep one
get the last inserted id|auto-increment value of the new row
insert or update a row|upsert a record|insert on conflict update
update a column from another table|update with a join
select the top 10 rows|limit a query to ten results
get the second highest salary|second largest value of a column
count rows per group|group by with a count
find rows without a match in another table|anti join two tables
join three tables|query across three tables
select rows between two dates|filter by a date range
select rows where a column is null|filter for missing values
concatenate columns|join two fields into one string
pivot rows into columns|crosstab query
rank rows within a group|row number per partition
get the latest row per group|newest record for each user
calculate a running total|cumulative sum
paginate query results|limit and offset
paginate with a cursor|keyset pagination
create an index|add an index to speed up lookups
drop an index|remove an index
create a composite index|index on several columns
find slow queries|log queries that take long
explain a query plan|see how a query is executed
optimize a slow query|make a query faster
add a foreign key|reference another table
add a unique constraint|forbid equal values in a column
set a default value for a column|column default
create a view|save a query as a view
create a stored procedure|write a database procedure
create a trigger|run code when a row changes
start a transaction|begin and commit a transaction
back up a database|dump a database to a file
restore a database from a backup|load a dump file
import a csv file into a table|load csv data
export a query to csv|save query results as csv
copy a table|duplicate a table with its data
check the size of a database|how much space does a database use
kill a running query|stop a long database session
show active connections|who is connected to the database
fix too many connections|connection limit reached
store json in a column|json data type
query a json column|filter by a json field
do full text search|search words in a text column
do a case-insensitive search|ignore case in a where clause
set up replication|replicate a database to a second server
shard a table|partition a large table
migrate the schema|run database migrations
run a database in docker|database container for development
connect from the command line|open the database shell
escape special characters in a query|quote values safely
convert a timestamp to a date|cast datetime to date
generate test data|fill a table with random rows
`,
};
