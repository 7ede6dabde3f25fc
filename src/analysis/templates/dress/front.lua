-- The first page in Word: one page, of styles of its own.

local fields = require("fields")
local styled, openxml = fields.styled, fields.openxml

-- Of a number and what it is of, the number stands in a column of its own.
local function tabbed(item)
  local number = item[1].content[1]
  item[1].content[1] = pandoc.Span(number.content, pandoc.Attr("", {}, { ["custom-style"] = "Glance Figure" }))
  item[1].content[2] = openxml("<w:r><w:tab/></w:r>") -- in place of the space between them
  return item
end

-- Where a section of the document ends, and into how many columns; its page and running lines are filled in afterwards.
-- The first page begins high, so that it is one page in whatever type there is.
local function section_ends(columns, begins)
  local code = '<w:p><w:pPr><w:sectPr><w:type w:val="%s"/>'
    .. '<w:pgMar w:top="680" w:right="1134" w:bottom="1304" w:left="1134" w:header="284" w:footer="567" w:gutter="0"/>'
    .. '<w:cols w:num="%d" w:space="340"/></w:sectPr></w:pPr></w:p>'
  return pandoc.RawBlock("openxml", code:format(begins or "nextPage", columns))
end

-- Divisions side by side, as columns of a section of the document: a table would be read out as one.
local function two(div)
  local made = pandoc.Blocks({ section_ends(1) })
  for place, half in ipairs(div.content) do
    half.content[1].level = 3 -- with no room above it, so that both begin in one line
    if place > 1 then half.content[1].content:insert(1, openxml('<w:r><w:br w:type="column"/></w:r>')) end
    made:extend(half.content)
  end
  made:insert(section_ends(#div.content, "continuous"))
  return made
end

-- The first page fits on one: its type is small, and its headings stand in no contents.
local function glance(first)
  local made = pandoc.Blocks({})
  local function set(blocks, style)
    for _, block in ipairs(blocks) do made:insert(styled({ pandoc.Para(block.content) }, style)) end
  end
  local function items(list, style, change)
    for _, item in ipairs(list.content) do set(change and change(item) or item, style) end
  end
  local function finding(blocks, is_own)
    for _, block in ipairs(blocks) do
      if block.t == "Div" then -- the evaluators' own paragraphs
        local own = fields.own(block, block.content)
        made:insert(own[1])
        finding(pandoc.Blocks({ table.unpack(own, 2, #own - 1) }), true)
        made:insert(own[#own])
      elseif block.t == "Para" or block.t == "Plain" then set({ block }, "Glance Finding")
      elseif block.t == "BulletList" and not is_own then items(block, "Glance Finding Bullet")
      else made:insert(styled({ block }, "Glance Finding")) end
    end
  end
  for _, block in ipairs(first) do
    if block.t == "Header" then set({ block }, "Glance Heading " .. block.level)
    elseif block.t == "Para" then set({ block }, "Glance Text")
    elseif block.t == "BulletList" then items(block, "Glance Bullet")
    elseif block.t == "Div" and block.classes:includes("keyfinding") then finding(block.content)
    elseif block.t == "Div" and block.classes:includes("numbers") then items(block.content[1], "Glance Number", tabbed)
    elseif block.t == "Div" and block.classes:includes("two") then made:extend(glance(two(block)))
    else made:insert(block) end
  end
  return made
end

return function(doc, first)
  local blocks = pandoc.Blocks({})
  if doc.meta.imprint then blocks:insert(styled({ pandoc.Para(doc.meta.imprint) }, "Imprint")) end
  blocks:insert(styled({ pandoc.Para(doc.meta.origin) }, "Origin"))
  blocks:extend(glance(first))
  return blocks
end
