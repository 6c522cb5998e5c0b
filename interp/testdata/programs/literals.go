package main

import "fmt"

// Braces of a literal are not those of a statement.

type Pair [2]int

type Lists struct{ list []int }

type Table map[string]int

func main() {
	for _, e := range (Pair{5, 6}) {
		fmt.Print(e, " ")
	}
	for i := range (Lists{[]int{1}}).list {
		fmt.Print(i, " ")
	}
	for k, v := range (Table{"a": 1}) {
		fmt.Print(k, v, " ")
	}
	for range (Pair{}) {
		fmt.Print("x ")
	}
	if (Pair{1, 2}) == (Pair{1, 2}) && (Lists{}).list == nil {
		fmt.Print("equal ")
	}
	switch (Pair{1, 2}) {
	case Pair{1, 2}:
		fmt.Print("same ")
	}
	for i := (Pair{1, 2}); i != (Pair{3, 2}); i[0]++ {
		fmt.Print(i, " ")
	}
	fmt.Println()
}
