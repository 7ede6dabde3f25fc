-- In a document on its own each number leads to the entry, in the key at its end, of the table, figure or passage it
-- stands in.

local known = {} -- the entries there are
local place = "" -- the table, figure or heading at hand

local function id(of) return "key-" .. of:gsub(":", "-") end

local function lead(span)
  if not span.attributes.of then return end
  if not known[id(place)] then return span.content end
  local inlines = pandoc.Inlines({ pandoc.RawInline("typst", "#link(<" .. id(place) .. ">)[") })
  inlines:extend(span.content)
  inlines:insert(pandoc.RawInline("typst", "]"))
  return inlines
end

local function plainly(it)
  it.content = it.content:walk({ Span = function(span) return span.attributes.of and span.content or nil end })
  return it, false
end

local LEADS = { traverse = "topdown", Header = plainly, Link = plainly, Span = lead }

local function led(blocks)
  for at, block in ipairs(blocks) do
    if block.t == "Header" and block.identifier ~= "" then place = block.identifier end
    if block.t == "Div" then
      block.content = led(block.content)
    else
      local before = place
      if (block.t == "Table" or block.t == "Figure") and block.identifier ~= "" then place = block.identifier end
      blocks[at] = pandoc.Blocks({ block }):walk(LEADS)[1]
      place = before
    end
  end
  return blocks
end

return function(blocks)
  blocks:walk({ Span = function(span) if span.identifier:match("^key%-") then known[span.identifier] = true end end })
  return led(blocks)
end
