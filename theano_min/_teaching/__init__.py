"""What a teacher, a student and whoever leaves Theano ask of a program: pictures, an examination, a translation."""
