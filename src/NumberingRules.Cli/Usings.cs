// What a terminal or a page shows is made safe in one place, for messages of the registers as for those of the tool.
global using Printable = NumberingRules.Registers.Printable;
