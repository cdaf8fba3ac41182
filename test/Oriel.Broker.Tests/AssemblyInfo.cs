using Xunit;

// Each test runs browsers of its own; side by side they would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
