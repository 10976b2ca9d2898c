import type { TaskGroup } from './task-group.js';

/** Tables and models in numeric libraries, askable for each of them. */
export const dataTasks: TaskGroup = {
  places: ['numeric'],
  join: ['in {}', 'with {}', 'using {}'],
  lines: `
drop rows with missing values|remove nan rows
fill missing values|replace nan with a default
rename columns|change column names of a dataframe
select columns|keep only some columns of a dataframe
filter rows by a value|rows where a column equals something
filter rows by several conditions|combine filters with and
sort by a column|order rows by a column
group by and sum|aggregate totals per group
group by and count|number of rows per group
merge two dataframes|join two tables on a key
concatenate dataframes|stack tables on top of each other
pivot a table|reshape long to wide
melt a table|reshape wide to long
apply a function to a column|transform every value of a column
convert a column to datetime|parse dates in a column
convert a column to numbers|cast text to numeric
iterate over rows|loop through a dataframe
drop duplicate rows|deduplicate a dataframe
drop a column|delete a column of a dataframe
add a column|new column from existing ones
reset the index|make the index a column
read a csv file|load csv data
read an excel file|load a spreadsheet
write to csv|save as csv
read a huge csv in chunks|process a big csv piece by piece
reshape an array|change the dimensions of an array
create an array of zeros|array filled with 0
transpose an array|swap the axes
compute the mean along an axis|column averages
normalize data|scale features to one range
one-hot encode a column|categorical to dummy variables
split into training and test data|hold out a test set
train a linear regression|fit a line to data
train a classifier|fit a classification model
train a neural network|fit a deep model
save a trained model|store model weights
load a saved model|restore model weights
use the gpu|run on cuda
fix a shape mismatch|dimensions do not match
avoid overfitting|regularise a model
tune hyperparameters|grid search
plot a histogram|distribution chart
plot a bar chart|bars per category
plot a scatter plot|points of two variables
save a figure to a file|export a plot as png
set axis labels|name the axes of a plot
rotate tick labels|slanted x axis labels
change the figure size|bigger plots
compute a correlation matrix|correlations between columns
detect outliers|find extreme values
`,
};
